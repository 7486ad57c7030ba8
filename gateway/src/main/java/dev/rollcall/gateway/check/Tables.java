package dev.rollcall.gateway.check;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.gateway.route.RouteController;
import dev.rollcall.gateway.route.RouteDescription;
import dev.rollcall.gateway.route.RouteDescriptions;
import dev.rollcall.gateway.route.RouteTable;
import dev.rollcall.gateway.route.RouteTableFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.YAMLException;

/** Where route tables come from: each is read as a starting gateway would read it. */
final class Tables {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OVER_ALL_OTHERS = 1000;

    private Tables() {}

    /** The one of a gateway that starts here. */
    static RouteTable own() {
        return read(ApplicationContext.builder());
    }

    /** The same, with this file over it. */
    static RouteTable file(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            Map<String, Object> settings =
                    new YamlPropertySourceLoader().read(file.toString(), bytes);
            if (settings.keySet().stream().noneMatch(key -> key.startsWith("rollcall."))) {
                throw new CheckFault(file + " sets nothing of rollcall.");
            }
            return read(
                    ApplicationContext.builder()
                            .propertySources(
                                    PropertySource.of(
                                            file.toString(),
                                            settings,
                                            PropertySource.Origin.of(file.toString()),
                                            OVER_ALL_OTHERS)));
        } catch (IOException unreadable) {
            throw new CheckFault("Cannot read " + file + '.');
        } catch (YAMLException | ClassCastException broken) {
            throw new CheckFault(file + " is no YAML with settings in it.");
        }
    }

    /** What a running gateway goes by, asked with an administrator's token. */
    static RouteTable running(String gateway, String token) {
        RouteDescriptions told = parse(ask(gateway, token), gateway);
        Map<String, Object> settings = new HashMap<>();
        for (RouteDescription route : told.routes()) {
            settings(route).forEach((key, value) -> settings.put(prefix(route) + key, value));
        }
        Set<String> upstreams =
                told.routes().stream().map(RouteDescription::upstream).collect(Collectors.toSet());
        Environment environment =
                started(
                        ApplicationContext.builder()
                                .enableDefaultPropertySources(false)
                                .propertySources(PropertySource.of("running", settings)));
        return table(environment, upstreams);
    }

    private static String prefix(RouteDescription route) {
        return "rollcall.routes." + route.name() + '.';
    }

    private static Map<String, Object> settings(RouteDescription route) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("path", route.path());
        settings.put("methods", route.methods());
        settings.put("access", route.access());
        settings.put("upstream", route.upstream());
        settings.put("identity", route.identity());
        settings.put("audit", route.audit());
        settings.put("page", route.page());
        settings.put("limit", route.limit());
        settings.put("max-body", route.maxBody());
        settings.put("timeout", route.timeoutMillis() + "ms");
        settings.put("without-feed", route.withoutFeed());
        if (route.gone() != null) {
            settings.put("gone", route.gone());
        }
        return settings;
    }

    private static byte[] ask(String gateway, String token) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            URI address = URI.create(gateway.replaceAll("/$", "") + RouteController.PATH);
            if (!isPrivateTo(address)) {
                throw new CheckFault(
                        gateway
                                + " is neither https nor on this machine: the token could be read.");
            }
            HttpRequest request =
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .build();
            HttpResponse<byte[]> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> answer.body();
                case 401, 403 ->
                        throw new CheckFault(
                                gateway
                                        + " answers "
                                        + answer.statusCode()
                                        + ": ROLLCALL_TOKEN is no session token of an admin.");
                default -> throw new CheckFault(gateway + " answers " + answer.statusCode() + '.');
            };
        } catch (IllegalArgumentException wrong) {
            throw new CheckFault("Cannot ask " + gateway + ": address or token is none.");
        } catch (IOException silent) {
            throw new CheckFault("No answer from " + gateway + '.');
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CheckFault("Interrupted while waiting for " + gateway + '.');
        }
    }

    /** Whether nobody between here and there reads the token. */
    private static boolean isPrivateTo(URI address) {
        return "https".equals(address.getScheme())
                || Set.of("127.0.0.1", "localhost", "[::1]")
                        .contains(String.valueOf(address.getHost()));
    }

    private static RouteDescriptions parse(byte[] json, String gateway) {
        try {
            RouteDescriptions told =
                    JsonMapper.createDefault().readValue(json, RouteDescriptions.class);
            if (told != null) {
                return told;
            }
        } catch (IOException other) {
            // said below
        }
        throw new CheckFault(gateway + " answers something else than a route table.");
    }

    private static RouteTable read(ApplicationContextBuilder builder) {
        Environment environment = started(builder);
        return table(
                environment, new HashSet<>(environment.getPropertyEntries("rollcall.upstreams")));
    }

    private static RouteTable table(Environment environment, Set<String> upstreams) {
        try {
            return RouteTableFactory.read(environment, upstreams);
        } catch (SettingsException wrong) {
            throw new CheckFault(wrong.getMessage() + '.');
        }
    }

    /** Its settings only: no bean is made. */
    private static Environment started(ApplicationContextBuilder builder) {
        return builder.deduceEnvironment(false).banner(false).build().getEnvironment().start();
    }
}
