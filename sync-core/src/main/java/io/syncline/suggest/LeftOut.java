package io.syncline.suggest;

/** A native field that the draft does not map, and why. */
public record LeftOut(String system, String nativeField, String reason) {}
