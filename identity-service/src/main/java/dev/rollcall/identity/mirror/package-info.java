/** Which of two observations of one Clerk object counts. */
@NullMarked
package dev.rollcall.identity.mirror;

import org.jspecify.annotations.NullMarked;
