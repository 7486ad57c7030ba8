/** How the gateway writes its log: a line with each request must cost next to nothing. */
@NullMarked
package dev.rollcall.gateway.log;

import org.jspecify.annotations.NullMarked;
