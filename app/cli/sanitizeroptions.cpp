// Only in builds with sanitizers. Who interrupts cactl ends it while a coroutine still waits for the server: what that
// holds is no leak, the process ends with it.
extern "C" const char *__lsan_default_suppressions(); // NOLINT(bugprone-reserved-identifier)
extern "C" const char *__lsan_default_suppressions()  // NOLINT(bugprone-reserved-identifier)
{
    return "leak:ca::cli::Application::start";
}
