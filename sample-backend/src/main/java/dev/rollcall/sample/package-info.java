/** A product back end behind the gateway, as small as one can be. */
@NullMarked
package dev.rollcall.sample;

import org.jspecify.annotations.NullMarked;
