/** The log's partitions, made ahead of time. */
@NullMarked
package dev.rollcall.audit.partition;

import org.jspecify.annotations.NullMarked;
