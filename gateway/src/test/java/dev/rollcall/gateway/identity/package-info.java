/** What is remembered of a visitor, and for how long. */
@NullMarked
package dev.rollcall.gateway.identity;

import org.jspecify.annotations.NullMarked;
