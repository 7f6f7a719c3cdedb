// Carries the precompiled headers that libraries and tests reuse (cmake/Options.cmake).
