#include "seccompfilter.h"

#include <cerrno>
#include <memory>
#include <unistd.h>

#include "memoryfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

struct ReleaseFilter
{
    void operator()(void *context) const { seccomp_release(context); }
};

Result<QByteArray> exported(scmp_filter_ctx context, int error)
{
    auto file = makeMemoryFile("seccomp", {});
    if (!file)
        return failure(ErrorCode::SandboxUnsafe, file.error().message);
    QByteArray program;
    if (error == 0)
        error = -seccomp_export_bpf(context, file->get());
    if (error == 0) {
        program.resize(::lseek(file->get(), 0, SEEK_END));
        if (::pread(file->get(), program.data(), static_cast<std::size_t>(program.size()), 0) != program.size())
            error = EIO;
    }
    if (error != 0) {
        return failure(ErrorCode::SandboxUnsafe,
                       u"The system call filter could not be made (%1). Check that libseccomp is intact."_s.arg(
                           ioError({}, error).message.sliced(2)));
    }
    return program;
}

/// 0, or what could not be added.
int addRule(scmp_filter_ctx context, const SeccompRule &rule)
{
    const int number = seccomp_syscall_resolve_name(rule.call);
    if (number < 0) // neither this architecture nor this libseccomp knows it
        return 0;
    return -seccomp_rule_add_array(context, SCMP_ACT_ERRNO(static_cast<unsigned>(rule.error)), number,
                                   static_cast<unsigned>(rule.conditions.size()), rule.conditions.data());
}

} // namespace

Result<QByteArray> compileSeccompFilter(const SeccompOptions &options)
{
    const std::unique_ptr<void, ReleaseFilter> context(seccomp_init(SCMP_ACT_ALLOW));
    if (!context)
        return exported(nullptr, ENOMEM);
    int error = -seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    // bwrap loads the filter and sets no_new_privs itself; a binary tree keeps every call's cost low.
    if (error == 0)
        error = -seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (const SeccompRule &rule : seccompRules(options)) {
        if (error == 0)
            error = addRule(context.get(), rule);
    }
    return exported(context.get(), error);
}

} // namespace ca
