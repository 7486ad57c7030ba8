/** How the service and its log are. */
@NullMarked
package dev.rollcall.audit.status;

import org.jspecify.annotations.NullMarked;
