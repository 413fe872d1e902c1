/**
 * What the command line does with Kafka itself: makes topics, looks at dead letters, puts them
 * back.
 *
 * <p>In: where Kafka is and how the topics are called. Out: what was done, as plain data. It does
 * not know how that is printed, nor what the records say.
 */
@NullMarked
package dev.modelgate.standalone.topics;

import org.jspecify.annotations.NullMarked;
