#pragma once

namespace ca::dashboard {

class BottomBars;
class JobCommands;

/// Lets the window's bottom say what comes of commands: what can be undone, how far saving is, what went wrong. Both
/// live as long as their window.
void connectFeedback(JobCommands *commands, BottomBars *bars);

} // namespace ca::dashboard
