/** Erasing what is kept of a person. */
@NullMarked
package dev.rollcall.contracts.erase;

import org.jspecify.annotations.NullMarked;
