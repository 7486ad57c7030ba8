package dev.rollcall.acceptance.crash;

import java.util.List;

/** One promise, held against a finished run. Pure. */
interface Check {

    /** The promise as a sentence. */
    String promise();

    List<Violation> judge(Run run);
}
