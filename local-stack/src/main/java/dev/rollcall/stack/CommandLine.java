package dev.rollcall.stack;

import dev.rollcall.stack.adopt.ImportOrder;
import dev.rollcall.stack.demo.SwitchOrder;
import dev.rollcall.stack.schema.SchemaAct;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A command with its options, read strictly: what is not known is refused with the usage. */
sealed interface CommandLine {

    String USAGE =
            """
            usage: ./rollcall <command>

              up [--detach] [--fresh]        start everything; --fresh forgets all local data first
              status [--json]                what runs; fails when something is not ready
              down                           stop everything
              logs [process] [-f]            the end of the logs; -f follows them
              restart <process>              start one process again
              demo                           play one person's story and check each step
              token <person> [--ttl <s>]     print a session token, for example of ada
              clerk                          show what the Clerk emulator does wrong
              clerk hold|drop|shuffle|outage|429 on|off
              clerk delay|slow <ms>, clerk duplicate <times>, clerk reset
              clerk burst <people>           make many people now, one webhook each
              import [--users <csv>] [--orgs <csv>] [--dry-run]
              import [--sql <query>] [--orgs-sql <query>] [--url <postgresql://...>] [--dry-run]
                                             take over an existing table with its ids
              reconcile [--dry-run] [--entity users|orgs|memberships] [--wait]
                                             compare the mirror with Clerk; --wait shows the report
              rebuild --yes                  have the mirror told anew by Clerk and by the inbox
              webhook send <event file> [--url <address>]
                                             sign and send an event, here or to another endpoint
              gateway check <requests file> [--routes <yaml>] [--gateway <url>] [--against <yaml>]
                                             what the route table says to written requests, and
                                             where a running gateway or another table differs
              gateway check <recording.har> [--as <who>] [--host <host>] ...
                                             the same of what a browser has recorded
              migrate                        set up the database of DATABASE_URL
              schema verify                  say how the database departs from the migrations
              schema repair [--sql]          restore it; --sql prints the statements instead""";

    /** Seconds that a token lives unless told otherwise, as at Clerk. */
    int TOKEN_SECONDS = 60;

    /** What a reconciliation may be about; empty: all. */
    Set<String> ENTITIES = Set.of("", "users", "orgs", "memberships");

    record Up(boolean detach, boolean fresh) implements CommandLine {}

    record Status(boolean json) implements CommandLine {}

    record Down() implements CommandLine {}

    /** An empty process: all. */
    record Logs(String process, boolean follow) implements CommandLine {}

    record Restart(String process) implements CommandLine {}

    record Demo() implements CommandLine {}

    record Token(String user, int ttlSeconds) implements CommandLine {}

    record Clerk(SwitchOrder order) implements CommandLine {}

    /** An empty URL: the running stack. */
    record SendWebhook(String file, String url) implements CommandLine {}

    /** The arguments go on to the gateway's own program. */
    record CheckGateway(List<String> arguments) implements CommandLine {}

    record Migrate() implements CommandLine {}

    record Schema(SchemaAct act) implements CommandLine {}

    record Import(ImportOrder order) implements CommandLine {}

    /** An empty entity: all. */
    record Reconcile(boolean dryRun, String entity, boolean waits) implements CommandLine {}

    record Rebuild(boolean yes) implements CommandLine {}

    static CommandLine parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new UsageException();
        }
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        CommandLine command =
                switch (arguments.getFirst()) {
                    case "up" -> new Up(rest.remove("--detach"), rest.remove("--fresh"));
                    case "status" -> new Status(rest.remove("--json"));
                    case "down" -> new Down();
                    case "logs" -> logs(rest);
                    case "restart" -> new Restart(word(rest));
                    case "demo" -> new Demo();
                    case "token" -> new Token(word(rest), ttl(rest));
                    case "clerk" -> clerk(rest);
                    case "webhook" -> webhook(rest);
                    case "gateway" -> gateway(rest);
                    case "migrate" -> new Migrate();
                    case "schema" -> schema(rest);
                    case "import" -> imported(rest);
                    case "reconcile" -> reconcile(rest);
                    case "rebuild" -> new Rebuild(rest.remove("--yes"));
                    default -> throw new UsageException();
                };
        if (!rest.isEmpty()) {
            throw new UsageException();
        }
        return command;
    }

    private static CommandLine logs(List<String> rest) {
        boolean follow = rest.remove("-f");
        return new Logs(rest.isEmpty() ? "" : word(rest), follow);
    }

    private static CommandLine clerk(List<String> rest) {
        SwitchOrder order = SwitchOrder.parse(rest).orElseThrow(UsageException::new);
        rest.clear();
        return new Clerk(order);
    }

    private static CommandLine webhook(List<String> rest) {
        String url = option(rest, "--url");
        if (!word(rest).equals("send")) {
            throw new UsageException();
        }
        return new SendWebhook(word(rest), url);
    }

    private static CommandLine gateway(List<String> rest) {
        List<String> options = new ArrayList<>();
        for (String name : List.of("--routes", "--gateway", "--against", "--as", "--host")) {
            String value = option(rest, name);
            if (!value.isEmpty()) {
                options.addAll(List.of(name, value));
            }
        }
        boolean both = options.contains("--gateway") && options.contains("--against");
        if (both || !word(rest).equals("check")) {
            throw new UsageException();
        }
        options.addFirst(word(rest));
        return new CheckGateway(List.copyOf(options));
    }

    private static CommandLine schema(List<String> rest) {
        String act = word(rest);
        return switch (act) {
            case "verify" -> new Schema(SchemaAct.VERIFY);
            case "repair" -> new Schema(rest.remove("--sql") ? SchemaAct.PRINT : SchemaAct.REPAIR);
            default -> throw new UsageException();
        };
    }

    private static CommandLine imported(List<String> rest) {
        boolean dryRun = rest.remove("--dry-run");
        ImportOrder order =
                new ImportOrder(
                        option(rest, "--users"),
                        option(rest, "--orgs"),
                        option(rest, "--sql"),
                        option(rest, "--orgs-sql"),
                        option(rest, "--url"),
                        dryRun);
        if (!order.isUsable()) {
            throw new UsageException();
        }
        return new Import(order);
    }

    private static CommandLine reconcile(List<String> rest) {
        String entity = option(rest, "--entity");
        if (!ENTITIES.contains(entity)) {
            throw new UsageException();
        }
        return new Reconcile(rest.remove("--dry-run"), entity, rest.remove("--wait"));
    }

    /** The word after this one, both taken away; empty where it is not there. */
    private static String option(List<String> rest, String name) {
        int at = rest.indexOf(name);
        if (at < 0) {
            return "";
        }
        if (at + 1 == rest.size()) {
            throw new UsageException();
        }
        rest.remove(at);
        return rest.remove(at);
    }

    private static String word(List<String> rest) {
        for (String each : rest) {
            if (!each.startsWith("-")) {
                rest.remove(each);
                return each;
            }
        }
        throw new UsageException();
    }

    private static int ttl(List<String> rest) {
        if (rest.isEmpty()) {
            return TOKEN_SECONDS;
        }
        if (rest.size() != 2 || !rest.get(0).equals("--ttl") || !rest.get(1).matches("\\d{1,6}")) {
            throw new UsageException();
        }
        int seconds = Integer.parseInt(rest.get(1));
        rest.clear();
        return seconds;
    }

    /** Arguments that are no command; the message is the usage. */
    final class UsageException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        UsageException() {
            super(USAGE);
        }
    }
}
