/** The door as a client meets it: a started gateway, raw sockets, recording upstreams. */
@NullMarked
package dev.rollcall.gateway.door;

import org.jspecify.annotations.NullMarked;
