package dev.rollcall.acceptance.crash;

/**
 * A promise that was not kept.
 *
 * @param subject the id of the request, message or person concerned; empty if it is about a sum
 */
record Violation(String subject, String what) {

    @Override
    public String toString() {
        return subject.isEmpty() ? what : subject + ": " + what;
    }
}
