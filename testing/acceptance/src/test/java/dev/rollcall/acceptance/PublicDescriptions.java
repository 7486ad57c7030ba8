package dev.rollcall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The public door as {@code docs/openapi} describes it, one document for each service. */
final class PublicDescriptions {

    private static final Path FOLDER =
            Path.of(System.getProperty("rollcall.home", "../.."), "docs", "openapi");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A method of a path; {@code document} is the one that it and what it refers to stand in. */
    record Operation(String service, String method, String path, JsonNode json, JsonNode document) {

        /** What is there, or what that refers to. */
        JsonNode resolved(JsonNode node) {
            return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
        }

        /** Its answers by status, each as it is where it is defined. */
        Map<String, JsonNode> answers() {
            Map<String, JsonNode> answers = new TreeMap<>();
            json.path("responses")
                    .properties()
                    .forEach(it -> answers.put(it.getKey(), resolved(it.getValue())));
            return answers;
        }

        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    private PublicDescriptions() {}

    /** The documents by service. */
    static Map<String, JsonNode> documents() throws IOException {
        Map<String, JsonNode> documents = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Object document = new Yaml().load(Files.readString(file));
                documents.put(
                        file.getFileName().toString().replace(".yml", ""),
                        JSON.valueToTree(document));
            }
        }
        return documents;
    }

    static List<Operation> operations() throws IOException {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> document : documents().entrySet()) {
            for (Map.Entry<String, JsonNode> path :
                    document.getValue().path("paths").properties()) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    operations.add(
                            new Operation(
                                    document.getKey(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue(),
                                    document.getValue()));
                }
            }
        }
        return operations;
    }
}
