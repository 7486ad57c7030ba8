package dev.rollcall.acceptance.crash;

/** One of those who use the stack: does one thing at a time, in one thread. */
interface Client {

    /** One request, and what has to be done for it at Clerk. Does not throw for an answer. */
    Operation step();
}
