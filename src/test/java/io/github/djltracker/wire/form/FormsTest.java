package io.github.djltracker.wire.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.ListForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormsTest {
    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
    private static final UUID OTHER = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");

    /** Fields that may be absent in some form. */
    private static final List<String> OPTIONAL = List.of(
            "name",
            "description",
            "epoch",
            "step",
            "phase",
            "run",
            "ended",
            "firstStep",
            "lastStep",
            "resumedFrom",
            "error",
            "detail",
            "active",
            "next");

    /** Objects whose fields are not fixed. */
    private static final Set<String> FREE = Set.of("attributes", "environment", "losses", "runs");

    private static final String UNKNOWN =
            "\"later\":{\"a\":[1,null,{\"b\":1e999}],\"c\":123456789012345678901234567890,\"d\":-0,\"e\":\"\\u0000\"}";

    @ParameterizedTest
    @MethodSource("io.github.djltracker.wire.form.FormExamples#examples")
    void writes_the_golden_file_to_the_byte(FormExamples.Example<?> example) {
        Golden.check(FormsTest.class, example.file(), example.lines());
    }

    @ParameterizedTest
    @MethodSource("io.github.djltracker.wire.form.FormExamples#examples")
    void a_value_comes_back_as_it_was(FormExamples.Example<?> example) {
        assertThat(example.read(example.lines().lines())).isEqualTo(example.values());
    }

    @ParameterizedTest
    @MethodSource("io.github.djltracker.wire.form.FormExamples#examples")
    void takes_fields_in_any_order_nulls_for_absent_ones_and_passes_over_those_it_does_not_know(
            FormExamples.Example<?> example) {
        assertThat(example.read(example.lines().lines().map(FormsTest::lenient)))
                .isEqualTo(example.values());
    }

    @ParameterizedTest
    @MethodSource("io.github.djltracker.wire.form.FormExamples#examples")
    void writes_and_reads_the_same_in_every_locale(FormExamples.Example<?> example) {
        String expected = example.lines();

        Locales.each(() -> {
            assertThat(example.lines()).isEqualTo(expected);
            assertThat(example.read(expected.lines())).isEqualTo(example.values());
        });
    }

    @Test
    void a_list_comes_back_with_and_without_what_is_next() {
        List<ExperimentForm> items = List.of(new ExperimentForm(ID, "a"), new ExperimentForm(OTHER, "b"));
        byte[] more = Forms.EXPERIMENT.writeList(items, "/api/v1/experiments?after=b&limit=2");
        byte[] last = Forms.EXPERIMENT.writeList(List.of(), null);

        assertThat(new String(more, UTF_8) + "\n" + new String(last, UTF_8))
                .isEqualTo("{\"items\":[{\"id\":\"" + ID + "\",\"name\":\"a\"},{\"id\":\"" + OTHER
                        + "\",\"name\":\"b\"}],\"next\":\"/api/v1/experiments?after=b&limit=2\"}\n{\"items\":[]}");
        assertThat(Forms.EXPERIMENT.readList(more))
                .isEqualTo(new ListForm<>(items, "/api/v1/experiments?after=b&limit=2"));
        assertThat(Forms.EXPERIMENT.readList(last)).isEqualTo(new ListForm<>(List.of(), null));
    }

    @Test
    void every_value_of_a_metric_keeps_its_bits() {
        double[] values = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, Double.MIN_VALUE, -Double.MAX_VALUE
        };

        for (double value : values) {
            NewMetric metric = new NewMetric("m", value, null, null);
            assertThat(Forms.NEW_METRIC.read(Forms.NEW_METRIC.write(metric))).isEqualTo(metric);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-0, -0.0",
        "0, 0.0",
        "1E2, 100",
        "100000000000000000000, 1e20",
        "-9223372036854775809, -9223372036854775809",
        "9007199254740993, 9007199254740992",
        "'\"Infinity\"', Infinity"
    })
    void a_value_may_be_any_number(String written, double value) {
        String json = "{\"name\":\"m\",\"value\":" + written + "}";

        assertThat(Forms.NEW_METRIC.read(json.getBytes(UTF_8)).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"text\"", "{", "{}{}", "{\"a\"}", "<html>", "\u0000", "{'a':1}"})
    void refuses_what_is_no_object(String body) {
        assertThatThrownBy(() -> Forms.EXPERIMENT.read(body.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("body")
                .message()
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            experiment.ndjson    | {"name":"a"}                                    | id is missing
            experiment.ndjson    | {"id":null,"name":"a"}                          | id is missing
            experiment.ndjson    | {"id":1,"name":"a"}                             | id must be a string, not 1
            experiment.ndjson    | {"id":"1-1-1-1-1","name":"a"}                   | id is not a UUID of 36 characters
            experiment.ndjson    | {"id":"0f8fad5bd-9cb-469f-a165-70867728950e"}   | id is not a UUID of 36 characters
            experiment.ndjson    | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","name":[]} | name must be a string, not a list
            model.ndjson         | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e"}   | experiment is missing
            model.ndjson         | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","experiment":[]} | experiment must be an object, not a list
            model.ndjson         | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","experiment":{}} | experiment.id is missing
            model-change.ndjson  | {"step":-1}                                     | step -1 is out of range
            model-change.ndjson  | {"step":1.5}                                    | step must be an integer, not 1.5
            model-change.ndjson  | {"step":1e999}                                  | step is out of range
            model-change.ndjson  | {"step":99999999999999999999}                   | step is out of range
            model-change.ndjson  | {"step":9007199254740992}                       | step 9007199254740992 is out of range
            new-module.ndjson    | {"attributes":{}}                               | name is missing
            new-module.ndjson    | {"name":""}                                     | name: module name is empty
            new-module.ndjson    | {"name":"m","attributes":[]}                    | attributes must be an object, not a list
            new-module.ndjson    | {"name":"m","attributes":{"a":{"b":[0,1e999]}}} | attributes.a.b[1] has a number that exceeds the range of a double
            new-module.ndjson    | {"name":"m","attributes":{"a":99999999999999999999}} | attributes.a is an integer of more than 64 bits
            new-module.ndjson    | {"name":"m","attributes":{"a":"\\ud800"}}       | attributes: attribute a has a character
            module.ndjson        | {"name":"m"}                                    | id is missing
            iteration.ndjson     | {"id":"i","step":1,"time":1,"epoch":2147483648} | epoch is out of range
            iteration.ndjson     | {"id":"i","step":1,"time":-1}                   | time -1
            metric.ndjson        | {"id":"i","name":"m","value":"nan","time":1}    | value must be a number, "NaN"
            metric.ndjson        | {"id":"i","name":"m","value":true,"time":1}     | value must be a number, "NaN"
            metric.ndjson        | {"id":"i","name":"m","value":1e999,"time":1}    | value has a number that exceeds the range of a double
            metric.ndjson        | {"id":"i","name":"m","value":null,"time":1}     | value is missing
            series.ndjson        | {"name":"m","count":-1}                         | count -1
            curve.ndjson         | {"name":"m"}                                    | lines is missing
            curve.ndjson         | {"name":"m","lines":[null]}                     | lines[0] must be an object
            curve.ndjson         | {"name":"m","lines":[{},{}]}                    | lines[0].firstStep is missing
            curve.ndjson         | {"name":"m","lines":[{"firstStep":[1],"lastStep":[1,2]}]} | lines[0].lastStep has 2 items, but firstStep has 1
            curve.ndjson         | {"name":"m","lines":[{"firstStep":["1"]}]}      | lines[0].firstStep must be an integer, not a string
            curve.ndjson         | {"name":"m","lines":[{"firstStep":[null]}]}     | lines[0].firstStep must be an integer, not null
            run.ndjson           | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","model":"0f8fad5b-d9cb-469f-a165-70867728950e","resumedFrom":{"step":1},"started":1,"seen":1,"status":"LOST"} | resumedFrom.run is missing
            run.ndjson           | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","model":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"lost"} | status must be one of [RUNNING
            run.ndjson           | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","model":"0f8fad5b-d9cb-469f-a165-70867728950e","started":1,"seen":1,"status":"LOST","losses":{"full":-1}} | losses.full: full -1
            run.ndjson           | {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","model":"0f8fad5b-d9cb-469f-a165-70867728950e","started":1,"seen":1,"status":"LOST","environment":{"a":1e999}} | environment.a has a number
            next.ndjson          | {"next":"1"}                                    | next must be an integer, not a string
            problem.ndjson       | {"type":"about:blank"}                          | status is missing
            problem.ndjson       | {"type":"about:blank","status":9007199254740991} | status is out of range
            """)
    void a_refusal_names_the_field(String file, String json, String message) {
        Form<?> form = FormExamples.examples()
                .filter(example -> example.file().equals(file))
                .findFirst()
                .orElseThrow()
                .form();

        assertThatThrownBy(() -> form.read(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(message)
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"next":"/"}                        | items is missing
            {"items":{}}                        | items must be a list, not an object
            {"items":[null]}                    | items[0] must be an object, not null
            {"items":[{"id":"a","name":"b"},1]} | items[1] must be an object, not 1
            {"items":[{"name":"b"}]}            | items[0].id is missing
            {"items":[{"id":"a","name":"b"},{"id":"a","name":""}]}                          | items[1].name: module name
            {"items":[{"id":"a","name":"b","attributes":{"c":[1e999]}}]}                    | items[0].attributes.c[0] has
            {"items":[],"next":{}}              | next must be a string, not an object
            """)
    void a_refusal_of_a_list_names_the_item(String json, String message) {
        assertThatThrownBy(() -> Forms.MODULE.readList(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void others_problems_need_no_more_than_a_status() {
        byte[] document = "{\"status\":502}".getBytes(UTF_8);

        assertThat(Forms.PROBLEM.read(document)).isEqualTo(new Problem(Problem.OTHER, "", 502, null, null));
    }

    private static String lenient(String line) {
        try {
            return lenient(new ObjectMapper().readTree(line), false);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String lenient(JsonNode node, boolean free) {
        if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(lenient(item, free)));
            return "[" + String.join(" ,", items) + "]";
        }
        if (!node.isObject() || free) {
            return node.toString();
        }
        List<String> fields = new ArrayList<>();
        node.properties().forEach(field -> {
            String value = lenient(field.getValue(), FREE.contains(field.getKey()));
            fields.add("\n\"" + field.getKey() + "\" : " + value);
        });
        OPTIONAL.stream().filter(name -> !node.has(name)).forEach(name -> fields.add("\"" + name + "\":null"));
        fields.add(UNKNOWN);
        Collections.reverse(fields);
        return "{" + String.join(",", fields) + "}";
    }
}
