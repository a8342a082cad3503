// Only in builds with sanitizers, where these are called before main(). LeakSanitizer has to trace its own process,
// which nothing in a sandbox may.
extern "C" const char *__asan_default_options(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__asan_default_options()  // NOLINT(bugprone-reserved-identifier)
{
    return "detect_leaks=0";
}
