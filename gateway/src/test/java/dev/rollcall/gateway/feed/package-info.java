/** Tests of this package. */
@NullMarked
package dev.rollcall.gateway.feed;

import org.jspecify.annotations.NullMarked;
