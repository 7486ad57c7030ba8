package dev.rollcall.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.PublicDescriptions.Operation;
import dev.rollcall.contracts.problem.Problem;
import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.testing.GatewayRoute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the description says of an answer is what the door puts on every such answer. */
class PublicAnswersTest {

    private static final Set<String> WITH_RETRY = Set.of("429", "503");

    /** One answer of an operation, with the route that leads there. */
    private record Answer(Operation operation, GatewayRoute route, String status, JsonNode json) {

        boolean has(String header) {
            return json.path("headers").has(header);
        }

        boolean isProblem() {
            return json.path("content").has(Problem.MEDIA_TYPE);
        }

        @Override
        public String toString() {
            return operation + " " + status;
        }
    }

    @Test
    void everyAnswerHasTheRequestsId() throws IOException {
        assertNone((answer, all) -> !answer.has("X-Request-Id"));
    }

    @Test
    void whatIsLimitedTellsTheAllowance() throws IOException {
        assertNone(
                (answer, all) ->
                        answer.route().isLimited()
                                && !answer.route().isPage()
                                && !answer.status().equals("405")
                                && !(answer.has("RateLimit") && answer.has("RateLimit-Policy"))
                                && !isFile(answer));
        assertNone((answer, all) -> isLimitedApi(answer) && !all.containsKey("429"));
    }

    @Test
    void whatIsWorthAskingAgainTellsWhen() throws IOException {
        assertNone(
                (answer, all) ->
                        WITH_RETRY.contains(answer.status())
                                && !answer.has("Retry-After")
                                && !answer.operation().path().equals("/api/auth/health"));
        assertNone((answer, all) -> isApi(answer) && !all.containsKey("503"));
    }

    @Test
    void whoeverIsNobodyHearsHowToSignIn() throws IOException {
        assertNone(
                (answer, all) ->
                        answer.status().equals("401")
                                && answer.isProblem()
                                && !answer.has("WWW-Authenticate"));
        assertNone((answer, all) -> !answer.route().isPublic() && !all.containsKey("401"));
    }

    @Test
    void anotherMethodHearsWhichThereAre() throws IOException {
        assertNone((answer, all) -> !all.containsKey("405"));
        assertNone((answer, all) -> answer.status().equals("405") && !answer.has("Allow"));
    }

    @Test
    void whatNeedsASessionTakesItAsBearerAndAsCookie() throws IOException {
        for (Answer answer : answers()) {
            List<String> schemes = new ArrayList<>();
            answer.operation().json().path("security").forEach(it -> schemes.addAll(names(it)));

            if (!answer.route().isPublic()) {
                assertEquals(List.of("session", "sessionCookie"), schemes, answer::toString);
            }
            JsonNode defined = answer.operation().document().at("/components/securitySchemes");
            schemes.forEach(it -> assertFalse(defined.path(it).isMissingNode(), it));
        }
    }

    @Test
    void whatIsGoneSaysSo() throws IOException {
        assertNone((answer, all) -> answer.route().isGone() && !all.containsKey("410"));
    }

    @Test
    void aPageThatIsNotForEverybodyLeadsElsewhere() throws IOException {
        assertNone(
                (answer, all) ->
                        answer.route().isPage()
                                && !answer.route().isPublic()
                                && !all.containsKey("303"));
        assertNone((answer, all) -> answer.status().equals("303") && !answer.has("Location"));
    }

    @Test
    void theCodesAreThoseOfTheContracts() throws IOException {
        List<String> codes = Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).toList();
        for (Map.Entry<String, JsonNode> document : PublicDescriptions.documents().entrySet()) {
            JsonNode named =
                    document.getValue().at("/components/schemas/Problem/properties/code/enum");

            List<String> described =
                    StreamSupport.stream(named.spliterator(), false).map(JsonNode::asText).toList();

            assertEquals(codes, described, document.getKey());
        }
    }

    @Test
    void whatIsReferredToIsThere() throws IOException {
        for (JsonNode document : PublicDescriptions.documents().values()) {
            for (JsonNode reference : document.findValues("$ref")) {
                JsonNode target = document.at(reference.asText().substring(1));

                assertFalse(target.isMissingNode(), reference.asText());
            }
            assertFalse(document.toString().contains("```"), "text that javadoc was to replace");
        }
    }

    private static boolean isApi(Answer answer) {
        return answer.operation().path().startsWith("/api/") && !answer.route().isGone();
    }

    private static boolean isLimitedApi(Answer answer) {
        return answer.operation().path().startsWith("/api/") && answer.route().isLimited();
    }

    private static boolean isFile(Answer answer) {
        return answer.operation().path().startsWith("/internal/");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** No answer is one of these; it is given with all of its operation, by status. */
    private static void assertNone(BiPredicate<Answer, Map<String, JsonNode>> wrong)
            throws IOException {
        List<Answer> found =
                answers().stream()
                        .filter(answer -> wrong.test(answer, answer.operation().answers()))
                        .toList();

        assertEquals(List.of(), found);
    }

    private static List<Answer> answers() throws IOException {
        List<GatewayRoute> routes = GatewayRoute.list();
        List<Answer> answers = new ArrayList<>();
        for (Operation operation : PublicDescriptions.operations()) {
            GatewayRoute route =
                    GatewayRoute.of(
                                    routes,
                                    operation.service(),
                                    operation.method(),
                                    operation.path())
                            .orElseThrow();
            operation
                    .answers()
                    .forEach((status, it) -> answers.add(new Answer(operation, route, status, it)));
        }
        assertFalse(answers.isEmpty());
        return answers;
    }
}
