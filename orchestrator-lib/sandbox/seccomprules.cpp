#include "seccomprules.h"

#include <cerrno>
#include <cstdint>
#include <initializer_list>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace ca {

namespace {

using Calls = std::initializer_list<const char *>;

// Answered with EPERM, as a call that needs a privilege would be.
constexpr Calls privileged{
    // mounts, roots and namespaces, old and new interfaces
    "mount", "umount", "umount2", "pivot_root", "chroot", "setns", "open_tree", "open_tree_attr", "move_mount",
    "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr", "statmount", "listmount",
    // other processes' memory, registers and descriptors
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "kcmp", "pidfd_getfd",
    // keys, kernel programs, tracing
    "add_key", "request_key", "keyctl", "bpf", "perf_event_open", "lookup_dcookie", "syslog", "lsm_set_self_attr",
    // page faults and pages that outlive what shows them
    "userfaultfd", "vmsplice", "move_pages", "migrate_pages",
    // the machine: modules, kernels, power, swap, accounting, quotas, hardware ports
    "init_module", "finit_module", "delete_module", "create_module", "kexec_load", "kexec_file_load", "reboot",
    "swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "ioperm", "iopl", "modify_ldt", "vm86", "vm86old",
    "vhangup",
    // clocks
    "settimeofday", "stime", "clock_settime", "clock_settime64", "clock_adjtime", "clock_adjtime64", "adjtimex",
    // files by handle go past every mount
    "open_by_handle_at", "name_to_handle_at", "fanotify_init", "fanotify_mark",
    // names of the machine
    "sethostname", "setdomainname",
    // left from older times
    "nfsservctl", "uselib", "ustat", "sysfs", "_sysctl", "get_kernel_syms", "query_module"};

// Answered with ENOSYS, so that programs that can do without them do.
constexpr Calls unknown{"clone3",       "io_uring_setup",  "io_uring_enter", "io_uring_register",
                        "memfd_secret", "map_shadow_stack"};

constexpr Calls hiddenMemory{"memfd_create", "shmget", "shmat", "msgget", "semget", "remap_file_pages"};

constexpr std::uint32_t namespaceFlags[] = {CLONE_NEWNS,   CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC,
                                            CLONE_NEWUSER, CLONE_NEWPID,    CLONE_NEWNET, 0x80 /* CLONE_NEWTIME */};

constexpr std::uint64_t low32 = 0xffffffff;

/// Collects rules.
class RuleSet
{
public:
    void refuse(Calls names, int error)
    {
        for (const auto *name : names)
            refuseIf(name, error, {});
    }

    void refuseIf(const char *name, int error, const std::vector<scmp_arg_cmp> &conditions)
    {
        m_rules.push_back({.call = name, .error = error, .conditions = conditions});
    }

    [[nodiscard]] std::vector<SeccompRule> takeAll() { return std::move(m_rules); }

private:
    std::vector<SeccompRule> m_rules;
};

// The kernel looks at 32 bits of most of these arguments, so the comparison must not look at more: the rest is the
// caller's to choose.
scmp_arg_cmp low32Is(unsigned argument, std::uint64_t mask, std::uint64_t value)
{
    return {.arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask & low32, .datum_b = value & low32};
}

/// All 64 bits.
scmp_arg_cmp compares(unsigned argument, scmp_compare how, scmp_datum_t value)
{
    return {.arg = argument, .op = how, .datum_a = value, .datum_b = 0};
}

void refuseNamespaces(RuleSet &rules)
{
    for (const auto flag : namespaceFlags) {
        // In clone's flags this bit is part of the signal that the child sends; only unshare takes it as a namespace.
        if (flag != 0x80)
            rules.refuseIf("clone", EPERM, {low32Is(0, flag, flag)});
        rules.refuseIf("unshare", EPERM, {low32Is(0, flag, flag)});
    }
}

void refuseSockets(RuleSet &rules)
{
    for (const auto *call : {"socket", "socketpair"}) {
        for (int family = 0; family <= AF_NETLINK; ++family) {
            if (family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK)
                continue;
            rules.refuseIf(call, EAFNOSUPPORT, {compares(0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(family))});
        }
        // Compared in 64 bits on purpose: garbage in the upper half is refused, not let through.
        rules.refuseIf(call, EAFNOSUPPORT, {compares(0, SCMP_CMP_GT, AF_NETLINK)});
        constexpr int netlinkRoute = 0;
        rules.refuseIf(call, EPROTONOSUPPORT,
                       {compares(0, SCMP_CMP_EQ, AF_NETLINK), compares(2, SCMP_CMP_NE, netlinkRoute)});
    }
}

// A step has the agent's uid, so the kernel would let it take the agent's limits away.
void refuseLimitsOfOthers(RuleSet &rules)
{
    rules.refuseIf("prlimit64", EPERM, {compares(0, SCMP_CMP_NE, 0), compares(2, SCMP_CMP_NE, 0)});
}

void refuseTerminals(RuleSet &rules)
{
    constexpr std::uint64_t linuxConsole = 0x541C; // TIOCLINUX: reads and pastes what is on a console
    rules.refuseIf("ioctl", EPERM, {low32Is(1, low32, TIOCSTI)});
    rules.refuseIf("ioctl", EPERM, {low32Is(1, low32, linuxConsole)});
}

// Asking (all bits set) is allowed, and the two flags that change nothing but what uname() says.
void refusePersonalities(RuleSet &rules)
{
    constexpr std::uint32_t linux32 = 0x8;
    constexpr std::uint32_t uname26 = 0x20000;
    constexpr std::uint32_t top = 1U << 31;
    for (std::uint32_t bit = 1; bit != top; bit <<= 1) {
        if (bit != linux32 && bit != uname26)
            rules.refuseIf("personality", EPERM, {low32Is(0, bit | top, bit)});
        rules.refuseIf("personality", EPERM, {low32Is(0, bit | top, top)});
    }
}

} // namespace

std::vector<SeccompRule> seccompRules(const SeccompOptions &options)
{
    RuleSet rules;
    rules.refuse(privileged, EPERM);
    rules.refuse(unknown, ENOSYS);
    if (options.refuseHiddenMemory)
        rules.refuse(hiddenMemory, ENOSYS);
    if (options.refuseAffinity)
        rules.refuse({"sched_setaffinity"}, EPERM);
    refuseNamespaces(rules);
    refuseSockets(rules);
    refuseLimitsOfOthers(rules);
    refuseTerminals(rules);
    refusePersonalities(rules);
    return rules.takeAll();
}

} // namespace ca
