package dev.rollcall.acceptance.crash;

/** What a client knows of its request afterwards. */
sealed interface Outcome {

    /** Answered with 2xx. */
    record Ok(int status) implements Outcome {}

    /**
     * Answered otherwise.
     *
     * @param code of the problem, {@code -} if the body is none
     * @param retryAfter whether the header was there
     */
    record Failed(int status, String code, boolean retryAfter) implements Outcome {

        static final String NO_PROBLEM = "-";

        boolean isProblem() {
            return !code.equals(NO_PROBLEM);
        }
    }

    /** Not answered: it may or may not have taken effect. */
    record Unknown(String why) implements Outcome {}
}
