package dev.modelgate.runner.upload;

/**
 * One file to be stored.
 *
 * @param number its place in the order in which files of its kind are stored, from 0
 * @param path below the attempt's prefix in the store
 * @param bytes its size
 */
record Upload(long number, String path, long bytes) {}
