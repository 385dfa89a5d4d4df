package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.domain.query.CurveQuery;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.server.http.RouteTable;
import io.github.djltracker.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI description matches the server. {@link OpenApiIT} tests it with requests. */
final class OpenApiTest extends ServerTest {
    private JsonNode description() throws Exception {
        return new ObjectMapper().readTree(http.get(BASE + "/openapi.json").bytes());
    }

    @Test
    void every_route_is_described_and_nothing_else() throws Exception {
        List<RouteTable.Route> described = new ArrayList<>();
        description()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                described.add(new RouteTable.Route(method.toUpperCase(Locale.ROOT), path.getKey()))));

        assertThat(described).containsExactlyInAnyOrderElementsOf(server.routes());
    }

    @Test
    void every_parameter_of_a_query_is_described_and_no_other() throws Exception {
        JsonNode description = description();
        String id = "00000000-0000-0000-0000-000000000000";
        for (RouteTable.Route route : server.routes()) {
            if (route.method().equals("GET")) {
                Set<String> described = new TreeSet<>();
                for (JsonNode parameter :
                        description.at("/paths").get(route.path()).get("get").path("parameters")) {
                    JsonNode meant = parameter.has("$ref")
                            ? description.at(parameter.get("$ref").asText().substring(1))
                            : parameter;
                    if (meant.get("in").asText().equals("query")) {
                        described.add(meant.get("name").asText());
                    }
                }
                String path = route.path().replaceAll("\\{[^}]+}", id);

                String detail = String.valueOf(
                        http.get(path + "?no-such-parameter").problem().detail());

                String allowed = described.isEmpty() ? "there are none" : "allowed are ";
                assertThat(detail).as(route.toString()).contains(allowed);
                if (!described.isEmpty()) {
                    Set<String> named = new TreeSet<>(
                            List.of(detail.substring(detail.indexOf("are ") + 4).split(", ")));
                    assertThat(named).as(route.toString()).isEqualTo(described);
                }
            }
        }
    }

    @Test
    void limits_are_those_of_the_domain() throws Exception {
        JsonNode schemas = description().at("/components/schemas");
        JsonNode curve =
                description().at("/paths").get(BASE + "/models/{model}/curves").at("/get/parameters");

        assertThat(schemas.at("/Name/maxLength").asInt()).isEqualTo(Limits.MAX_NAME);
        assertThat(schemas.at("/Text/maxLength").asInt()).isEqualTo(Limits.MAX_TEXT);
        assertThat(schemas.at("/Hash/maxLength").asInt()).isEqualTo(Limits.MAX_HASH);
        assertThat(schemas.at("/Count/maximum").asLong()).isEqualTo(Limits.MAX_INTEGER);
        assertThat(schemas.at("/Start/properties/modules/maxItems").asInt()).isEqualTo(Limits.MAX_MODULES);
        assertThat(schemas.at("/Batch/properties/series/maxItems").asInt()).isEqualTo(Limits.MAX_SERIES);
        assertThat(schemas.at("/Problem/properties/detail/maxLength").asInt()).isEqualTo(Problems.MAX_DETAIL);
        JsonNode limit = description().at("/components/parameters/limit/schema");
        assertThat(limit.get("maximum").asInt()).isEqualTo(Page.MAX_LIMIT);
        assertThat(limit.get("default").asInt()).isEqualTo(Page.DEFAULT_LIMIT);
        for (JsonNode parameter : curve) {
            if (parameter.path("name").asText().equals("buckets")) {
                assertThat(parameter.at("/schema/maximum").asInt()).isEqualTo(CurveQuery.MAX_BUCKETS);
            }
        }
    }
}
