package dev.rollcall.gateway.check;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.gateway.route.Route;
import dev.rollcall.gateway.route.Target;
import dev.rollcall.gateway.route.Terms;

/** What becomes of a request; two are equal if nobody could tell them apart. */
sealed interface Verdict {

    /** Its line, in the words of the configuration. */
    String text();

    /** It goes to whoever serves it. */
    record Granted(Target target, boolean evidenced, boolean page, Terms terms) implements Verdict {

        @Override
        public String text() {
            return "granted " + served() + aside(evidenced, page) + limits();
        }

        private String served() {
            return switch (target) {
                case Target.Local local -> "by the gateway";
                case Target.Upstream(String name, boolean identity) ->
                        "by " + name + (identity ? " with identity" : "");
                case Target.Gone gone -> "410 gone";
            };
        }

        private String limits() {
            StringBuilder text = new StringBuilder();
            if (terms.limit() != Terms.USUAL.limit()) {
                text.append(", limit ").append(terms.limit().wire());
            }
            if (terms.largestBody() != Terms.USUAL.largestBody()) {
                text.append(", max-body ").append(terms.largestBody());
            }
            if (!terms.timeout().equals(Terms.USUAL.timeout())) {
                text.append(", timeout ").append(terms.timeout().toMillis()).append("ms");
            }
            return text.append(terms.refusedWithoutFeed() ? ", without-feed refuse" : "")
                    .toString();
        }
    }

    /** It is answered with a problem, or with the page or redirect in its place. */
    record Refused(ProblemCode code, boolean evidenced, boolean page) implements Verdict {

        @Override
        public String text() {
            return "refused " + code.status() + ' ' + code.wire() + aside(evidenced, page);
        }
    }

    static Verdict granted(Route route) {
        return new Granted(route.target(), route.isEvidenced(), route.page(), route.terms());
    }

    private static String aside(boolean evidenced, boolean page) {
        return (evidenced ? ", on record" : "") + (page ? ", as a page" : "");
    }
}
