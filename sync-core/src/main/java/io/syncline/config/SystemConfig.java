package io.syncline.config;

/** One system that takes part, and what opens it. */
public record SystemConfig(String id, AdapterConfig adapter) {}
