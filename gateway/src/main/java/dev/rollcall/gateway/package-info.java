/** The only public door. */
@NullMarked
package dev.rollcall.gateway;

import org.jspecify.annotations.NullMarked;
