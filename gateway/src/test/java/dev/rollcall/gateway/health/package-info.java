/** Tests of this package. */
@NullMarked
package dev.rollcall.gateway.health;

import org.jspecify.annotations.NullMarked;
