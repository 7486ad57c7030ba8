/** Tests of the whole. */
@NullMarked
package dev.rollcall.gateway;

import org.jspecify.annotations.NullMarked;
