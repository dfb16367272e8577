package dev.elara.caller;

/** What the checks of a part of the contract share; made anew for each of them. */
abstract class InWorld {

  final World world;

  InWorld(World world) {
    this.world = world;
  }
}
