package dev.rollcall.identity.sighting;

/**
 * One thing that happens at Clerk or on the way from there.
 *
 * @param who one of few people, {@code where} one of few organisations
 * @param millis since the move before; none makes a tie
 * @param seconds whether it is told with a stamp in whole seconds
 * @param lost whether nobody ever hears of it
 */
record Move(Kind kind, int who, int where, int millis, boolean seconds, boolean lost) {

    enum Kind {
        CREATE_USER,
        RENAME_USER,
        BAN_USER,
        DELETE_USER,
        FETCH_USER,
        MISS_USER,
        MENTION_USER,
        CREATE_ORG,
        RENAME_ORG,
        DELETE_ORG,
        MISS_ORG,
        JOIN,
        CHANGE_ROLE,
        LEAVE,
        SIGN_IN,
        SIGN_OUT,
        INVITE,
        ACCEPT
    }
}
