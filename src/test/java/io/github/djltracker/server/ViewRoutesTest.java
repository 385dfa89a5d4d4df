package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.View;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code /experiments/{experiment}/views}, used through plain HTTP. */
final class ViewRoutesTest extends ServerTest {
    private String views = "";

    @BeforeEach
    void create() {
        views = BASE + "/experiments/" + store.experiments().create("e").id() + "/views";
    }

    private Http.Answer put(String name, String json) {
        return http.send("PUT", named(name), json.getBytes(StandardCharsets.UTF_8));
    }

    private String named(String name) {
        return views + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private List<View> list() {
        return Forms.VIEW.readList(http.get(views).bytes()).items();
    }

    @Test
    void a_view_is_kept_listed_and_removed() {
        Http.Answer kept = put(
                "<b>loss/validate</b> 5 %", "{\"page\":\"RUNS\",\"query\":\"sort=a&where=b%2Fc\",\"default\":true}");

        View view = Forms.VIEW.read(kept.bytes());
        assertThat(kept.status()).isEqualTo(200);
        assertThat(view.name()).isEqualTo("<b>loss/validate</b> 5 %");
        assertThat(view.query()).isEqualTo("sort=a&where=b%2Fc");
        assertThat(view.isDefault()).isTrue();
        assertThat(list()).containsExactly(view);
        assertThat(Forms.VIEW.readList(http.get(named(view.name())).bytes()).items())
                .containsExactly(view);
        assertThat(Forms.VIEW.readList(http.get(named("other")).bytes()).items())
                .isEmpty();

        assertThat(http.delete(named(view.name())).status()).isEqualTo(204);
        assertThat(http.delete(named(view.name())).problem().type()).isEqualTo(Problem.NOT_FOUND);
        assertThat(list()).isEmpty();
    }

    @Test
    void the_same_request_again_answers_as_the_first_did() {
        String json = "{\"page\":\"MODELS\",\"query\":\"\"}";
        byte[] first = put("best", json).bytes();

        assertThat(put("best", json).bytes()).isEqualTo(first);
        assertThat(list()).hasSize(1);
    }

    @Test
    void what_is_not_as_it_must_be_is_refused_by_name() {
        for (String[] bad : new String[][] {
            {"{}", "page"},
            {"{\"page\":\"RUNS\"}", "query"},
            {"{\"page\":\"runs\",\"query\":\"\"}", "page"},
            {"{\"page\":\"RUNS\",\"query\":\"a b\"}", "query"},
            {"{\"page\":\"RUNS\",\"query\":\"" + "x".repeat(8_001) + "\"}", "8000"},
            {"{\"page\":\"RUNS\",\"query\":\"\",\"default\":1}", "default"},
            {"[]", "object"}
        }) {
            Http.Answer answer = put("best", bad[0]);

            assertThat(answer.status()).as(bad[0]).isEqualTo(400);
            assertThat(answer.problem().detail()).as(bad[0]).contains(bad[1]);
        }
        byte[] good = "{\"page\":\"RUNS\",\"query\":\"\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(http.send("PUT", views, good).problem().detail()).contains("name is missing");
        assertThat(http.send("PUT", named(" "), good).problem().detail()).contains("view name");
        assertThat(http.delete(views).problem().detail()).contains("name is missing");
        assertThat(list()).isEmpty();
    }

    @Test
    void an_experiment_that_is_not_there_keeps_none() {
        String elsewhere = BASE + "/experiments/" + UUID.randomUUID() + "/views?name=a";
        byte[] good = "{\"page\":\"RUNS\",\"query\":\"\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(http.get(elsewhere).status()).isEqualTo(404);
        assertThat(http.send("PUT", elsewhere, good).status()).isEqualTo(404);
        assertThat(http.delete(elsewhere).status()).isEqualTo(404);
        assertThat(store.experiments().list()).hasSize(1);
    }
}
