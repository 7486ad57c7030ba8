/** What a route table says to written requests, and what another one would say. */
@NullMarked
package dev.rollcall.gateway.check;

import org.jspecify.annotations.NullMarked;
