/** ES256 tokens between Rollcall's own processes, and who may call what. */
@NullMarked
package dev.rollcall.contracts.token;

import org.jspecify.annotations.NullMarked;
