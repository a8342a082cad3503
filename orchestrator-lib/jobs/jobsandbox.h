#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>

#include "job.h"
#include "jobimage.h"
#include "jobinputs.h"
#include "jobnetwork.h"
#include "joboutput.h"
#include "jobsurroundings.h"

namespace ca {

class AgentLink;
class JobJournal;
class JobServices;

/// A job's sandbox and what it needs from the outside, from the first folder until all has gone: image, inputs, logs,
/// sockets, network.
class JobSandbox : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    struct Parts
    {
        const JobSurroundings &surroundings;
        JobDetails &details;
        AgentLink &link;
        JobServices &services;
        JobJournal &journal;
    };

    explicit JobSandbox(const Parts &parts);
    ~JobSandbox() override;

    /// Makes a new one; get() is set when this returns, and may end at once: connect to it before returning to the
    /// event loop. Errors: Io, NoSpace, those of JobImage, JobInputs and the engine.
    QCoro::Task<Result<void>> start();
    /// The same for the one of an orchestrator that died, if its engine has it still. Errors: NotFound, and the former.
    QCoro::Task<Result<void>> adopt();
    /// start() returns soon, unless it has got as far as the engine; adopt(), unless it has got to the container.
    void giveUp();
    /// The sandbox has ended: returns when its output is whole.
    QCoro::Task<void> close();

    /// Null while there is none.
    [[nodiscard]] Sandbox *get() const { return m_sandbox.get(); }
    [[nodiscard]] JobNetwork &network() { return m_network; }
    [[nodiscard]] const JobNetwork &network() const { return m_network; }

Q_SIGNALS:
    /// What the job's details say of it.
    void changed();

private:
    Result<void> makeFolders();
    QCoro::Task<Result<void>> openDoors();
    [[nodiscard]] SandboxSpec spec();
    Result<void> take(Result<std::unique_ptr<Sandbox>> sandbox);

    Parts m_parts;
    JobImage m_image;
    JobInputs m_inputs;
    JobNetwork m_network;
    JobOutput m_output;
    std::unique_ptr<Sandbox> m_sandbox;
    bool m_isGivenUp = false;
};

} // namespace ca
