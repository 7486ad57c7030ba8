/** What a route table says to written requests. */
@NullMarked
package dev.rollcall.gateway.check;

import org.jspecify.annotations.NullMarked;
