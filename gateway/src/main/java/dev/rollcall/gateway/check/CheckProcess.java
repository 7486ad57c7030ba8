package dev.rollcall.gateway.check;

import dev.rollcall.gateway.route.RouteTable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./rollcall gateway check <requests> [--routes <yaml>] [--gateway <url> | --against <yaml>]
 * [--as <who>] [--host <host>]}; the last two are for recorded requests. Exit code 0: nothing
 * differs; 1: something does; 2: it could not be found out.
 */
public final class CheckProcess {

    private static final String ROUTES = "--routes";
    private static final String GATEWAY = "--gateway";
    private static final String AGAINST = "--against";
    private static final String AS = "--as";
    private static final String HOST = "--host";
    private static final String USAGE =
            "usage: <requests file> [--routes <yaml>] [--gateway <url> | --against <yaml>]"
                    + " [--as <who>] [--host <host>]";

    private final Map<String, String> environment;
    private final PrintStream out;

    /** With these variables, of which it wants ROLLCALL_TOKEN. */
    public CheckProcess(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            exitCode = new CheckProcess(System.getenv(), out).run(List.of(arguments));
        } catch (CheckFault fault) {
            System.err.println("rollcall: " + fault.getMessage());
            exitCode = 2;
        } catch (OutOfMemoryError tooMuch) {
            // left to the JVM it would end with 1, which says that something differs
            System.err.println("rollcall: too many requests for the memory there is.");
            exitCode = 2;
        }
        System.exit(exitCode);
    }

    /** The exit code, 0 or 1. */
    public int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() % 2 == 0) {
            throw new CheckFault(USAGE);
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            if (!Set.of(ROUTES, GATEWAY, AGAINST, AS, HOST).contains(arguments.get(i))
                    || options.put(arguments.get(i), arguments.get(i + 1)) != null) {
                throw new CheckFault(USAGE);
            }
        }
        if (options.containsKey(GATEWAY) && options.containsKey(AGAINST)) {
            throw new CheckFault(USAGE);
        }
        return run(Path.of(arguments.getFirst()), options);
    }

    private int run(Path file, Map<String, String> options) {
        List<WrittenRequest> requests =
                RequestFile.read(file, who(options.get(AS)), host(options.get(HOST)));
        String routes = options.get(ROUTES);
        RouteTable table = routes == null ? Tables.own() : Tables.file(Path.of(routes));
        String gateway = options.get(GATEWAY);
        String against = options.get(AGAINST);
        Check check = new Check(out);
        if (gateway != null) {
            return sign(check.run(requests, table, Tables.running(gateway, token()), "running"));
        }
        if (against != null) {
            return sign(check.run(requests, table, Tables.file(Path.of(against)), against));
        }
        return check.run(requests, table, null, "");
    }

    private static int sign(int differences) {
        return differences == 0 ? 0 : 1;
    }

    private String token() {
        String token = environment.getOrDefault("ROLLCALL_TOKEN", "");
        if (token.isBlank()) {
            throw new CheckFault(
                    "ROLLCALL_TOKEN is not set: the running table is shown to a session of role"
                            + " admin, here for example ROLLCALL_TOKEN=$(./rollcall token ada)");
        }
        return token.strip();
    }

    private static @Nullable Who who(@Nullable String words) {
        return words == null
                ? null
                : Who.parse(List.of(words.strip().split("\\s+", -1)))
                        .orElseThrow(() -> new CheckFault(AS + ' ' + Who.RULE + '.'));
    }

    private static @Nullable String host(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}
