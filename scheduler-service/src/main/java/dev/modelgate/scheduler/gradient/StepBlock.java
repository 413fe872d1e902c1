package dev.modelgate.scheduler.gradient;

import dev.modelgate.scheduler.yaml.Fields;
import dev.modelgate.scheduler.yaml.Place;

/**
 * One step as it stands in the file.
 *
 * @param name as written, or made up where none was
 * @param place of its first key
 */
record StepBlock(String name, Place place, Fields fields) {}
