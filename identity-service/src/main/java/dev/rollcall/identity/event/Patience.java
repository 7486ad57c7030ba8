package dev.rollcall.identity.event;

/**
 * How long a transaction lets itself be held up: by one lock, and by one statement. Milliseconds.
 */
enum Patience {

    /** A second for a deadlock to be found, and what another batch takes for its work. */
    FIRST(1_500, 4_000),

    /** For the halves of a batch that was held up. */
    AFTERWARDS(300, 2_000);

    private final int lockMillis;
    private final int statementMillis;

    Patience(int lockMillis, int statementMillis) {
        this.lockMillis = lockMillis;
        this.statementMillis = statementMillis;
    }

    int lockMillis() {
        return lockMillis;
    }

    int statementMillis() {
        return statementMillis;
    }
}
