#include "splicethread.h"

#include <csignal>

namespace ca {

SpliceThread::SpliceThread(const QString &name)
{
    setObjectName(name);
    start();
}

SpliceThread::~SpliceThread()
{
    quit();
    wait();
}

void SpliceThread::run()
{
    // splice(2) to a connection that is gone sends it, and there is no flag against that.
    sigset_t pipe;
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    exec();
}

} // namespace ca
