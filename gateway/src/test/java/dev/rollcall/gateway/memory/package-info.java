/** Tests of this package. */
@NullMarked
package dev.rollcall.gateway.memory;

import org.jspecify.annotations.NullMarked;
