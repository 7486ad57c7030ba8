/** How the door and what stands behind it are doing. */
@NullMarked
package dev.rollcall.gateway.health;

import org.jspecify.annotations.NullMarked;
