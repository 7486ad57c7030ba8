/** Tests of this package. */
@NullMarked
package dev.rollcall.gateway.decision;

import org.jspecify.annotations.NullMarked;
