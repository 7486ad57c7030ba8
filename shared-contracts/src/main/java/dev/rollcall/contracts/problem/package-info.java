/** RFC 9457 problems: one enum of codes, one handler for every service. */
@NullMarked
package dev.rollcall.contracts.problem;

import org.jspecify.annotations.NullMarked;
