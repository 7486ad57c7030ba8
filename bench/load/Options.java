package dev.rollcall.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the command line asks for, as {@code name=value}.
 *
 * @param door where webhooks are taken
 * @param count ends after this many requests, or after {@code duration}, whichever is first
 * @param pace requests a second, less if answers take too long; 0: as many as are answered
 * @param template an event as Clerk sends it
 * @param secrets the folder of the local stack's secrets
 * @param serviceToken whether the door is webhook-service's own, which wants one from the gateway
 * @param batch how many events a call of identity-service carries; none for webhooks
 * @param settle for so long what is sent is not counted: a young client is slow itself
 * @param settleTokens what reads carry meanwhile; empty: what they carry later
 * @param tokens a file of session tokens, one a line, for reads; empty for events
 * @param tag begins every user id, so that a run can be found in the database
 */
record Options(
        URI door,
        int connections,
        int count,
        Duration duration,
        int pace,
        Path template,
        Path secrets,
        boolean serviceToken,
        int batch,
        Duration settle,
        Path settleTokens,
        Path tokens,
        String tag) {

    static Options parse(String[] arguments) {
        Map<String, String> given =
                Arrays.stream(arguments)
                        .map(argument -> argument.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        boolean events = !given.containsKey("tokens");
        return new Options(
                URI.create(required(given, "door")),
                Integer.parseInt(given.getOrDefault("connections", "64")),
                Integer.parseInt(given.getOrDefault("count", "100000000")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("seconds", "60"))),
                Integer.parseInt(given.getOrDefault("pace", "0")),
                Path.of(events ? required(given, "template") : ""),
                Path.of(events ? required(given, "secrets") : ""),
                Boolean.parseBoolean(given.getOrDefault("service-token", "false")),
                Integer.parseInt(given.getOrDefault("batch", "0")),
                Duration.ofSeconds(Long.parseLong(given.getOrDefault("settle", "0"))),
                Path.of(given.getOrDefault("settle-tokens", "")),
                Path.of(given.getOrDefault("tokens", "")),
                given.getOrDefault("tag", "bench"));
    }

    boolean isOfSessions() {
        return !tokens.toString().isEmpty();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getHost(), door.getPort());
    }

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + "=... is missing"));
    }
}
