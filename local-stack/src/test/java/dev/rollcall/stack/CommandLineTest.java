package dev.rollcall.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.stack.adopt.ImportOrder;
import dev.rollcall.stack.demo.SwitchOrder;
import dev.rollcall.stack.schema.SchemaAct;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {

    @Test
    void readsEveryCommand() {
        assertEquals(new CommandLine.Up(false, false), parse("up"));
        assertEquals(new CommandLine.Up(true, true), parse("up --fresh --detach"));
        assertEquals(new CommandLine.Status(true), parse("status --json"));
        assertEquals(new CommandLine.Down(), parse("down"));
        assertEquals(new CommandLine.Logs("", true), parse("logs -f"));
        assertEquals(new CommandLine.Logs("audit", true), parse("logs -f audit"));
        assertEquals(new CommandLine.Restart("audit"), parse("restart audit"));
        assertEquals(new CommandLine.Demo(), parse("demo"));
        assertEquals(new CommandLine.Token("ada", 60), parse("token ada"));
        assertEquals(new CommandLine.Token("ada", 5), parse("token ada --ttl 5"));
        assertEquals(new CommandLine.Clerk(new SwitchOrder.Show()), parse("clerk"));
        assertEquals(new CommandLine.Clerk(new SwitchOrder.Burst(9)), parse("clerk burst 9"));
        assertEquals(
                new CommandLine.SendWebhook("e.json", "http://h/x"),
                parse("webhook send e.json --url http://h/x"));
        assertEquals(new CommandLine.SendWebhook("e.json", ""), parse("webhook send e.json"));
        assertEquals(
                new CommandLine.CheckGateway(List.of("r.txt", "--routes", "a", "--gateway", "b")),
                parse("gateway check --gateway b r.txt --routes a"));
        assertEquals(
                new CommandLine.CheckGateway(List.of("r.txt", "--against", "b")),
                parse("gateway check r.txt --against b"));
        assertEquals(
                new CommandLine.CheckGateway(List.of("r.har", "--as", "session", "--host", "h")),
                parse("gateway check --host h r.har --as session"));
        assertEquals(new CommandLine.Migrate(), parse("migrate"));
        assertEquals(new CommandLine.Schema(SchemaAct.VERIFY), parse("schema verify"));
        assertEquals(new CommandLine.Schema(SchemaAct.REPAIR), parse("schema repair"));
        assertEquals(new CommandLine.Schema(SchemaAct.PRINT), parse("schema repair --sql"));
        assertEquals(new CommandLine.Reconcile(false, "", false), parse("reconcile"));
        assertEquals(
                new CommandLine.Reconcile(true, "", true), parse("reconcile --wait --dry-run"));
        assertEquals(
                new CommandLine.Reconcile(false, "users", true),
                parse("reconcile --entity users --wait"));
        assertEquals(new CommandLine.Rebuild(false), parse("rebuild"));
        assertEquals(new CommandLine.Rebuild(true), parse("rebuild --yes"));
        assertEquals(
                new CommandLine.Import(new ImportOrder("a.csv", "b.csv", "", "", "", true)),
                parse("import --users a.csv --orgs b.csv --dry-run"));
        assertEquals(
                new CommandLine.Import(
                        new ImportOrder("", "", "TABLE u", "", "postgres://h/d", false)),
                CommandLine.parse(
                        List.of("import", "--sql", "TABLE u", "--url", "postgres://h/d")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "up now",
                "webhook",
                "webhook send",
                "webhook resend e.json",
                "webhook send e.json f.json",
                "webhook send e.json --url",
                "up --detatch",
                "down --json",
                "restart",
                "token",
                "token ada --ttl",
                "token ada --ttl soon",
                "logs a b",
                "demo twice",
                "clerk explode on",
                "schema",
                "schema drop",
                "reconcile now",
                "reconcile --entity sessions",
                "rebuild --no",
                "import",
                "import --users",
                "import --users a.csv --sql x",
                "import --users a.csv --url postgres://h/d",
                "schema verify --sql",
                "clerk reset now please"
            })
    void refusesAnythingElse(String line) {
        assertThrows(CommandLine.UsageException.class, () -> parse(line));
    }

    private static CommandLine parse(String line) {
        return CommandLine.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    }
}
