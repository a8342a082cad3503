#pragma once

#include <functional>

#include "stepprocess.h"

namespace ca::agent {

class EventLoop;
class Pause;
class ProcessTree;
class Service;

/// What services work with; all of it outlives them.
struct ServiceParts
{
    EventLoop &loop;
    ProcessTree &tree;
    const Pause &pause;
    /// What their processes get, as steps do; set before the first start.
    const StepSurroundings &surroundings;
    /// The service's state has changed. From the loop or from ProcessTree::reap(); never turns the loop.
    std::function<void(const Service &)> changed;
};

} // namespace ca::agent
