package dev.rollcall.gateway.check;

import dev.rollcall.gateway.route.RouteTable;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the verdict of each request, and with a second table where that one differs. */
final class Check {

    private final PrintStream out;

    Check(PrintStream out) {
        this.out = out;
    }

    /**
     * Judges them.
     *
     * @param other the table to compare with, if there is one
     * @param called what the other one is called
     * @return how many differ
     */
    int run(
            List<WrittenRequest> requests,
            RouteTable table,
            @Nullable RouteTable other,
            String called) {
        int width = requests.stream().mapToInt(it -> it.toString().length()).max().orElse(0);
        int different = 0;
        for (WrittenRequest request : requests) {
            Verdict verdict = Judgement.of(request, table);
            out.println(padded(request.toString(), width) + "  " + verdict.text());
            if (other != null) {
                Verdict theirs = Judgement.of(request, other);
                if (!theirs.equals(verdict)) {
                    different++;
                    out.println(padded("  " + called, width) + "  " + theirs.text());
                }
            }
        }
        if (other != null) {
            out.println(requests.size() + " requests, " + different + " differ.");
        }
        return different;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
