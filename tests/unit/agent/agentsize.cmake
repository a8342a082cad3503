# Fails when the agent, stripped, is larger than MAX_BYTES: it is mounted into every sandbox and read at every start.
set(stripped "${PROGRAM}.stripped")
execute_process(COMMAND "${STRIP}" -o "${stripped}" "${PROGRAM}" COMMAND_ERROR_IS_FATAL ANY)
file(SIZE "${stripped}" size)
file(REMOVE "${stripped}")
message(STATUS "${size} bytes, stripped; at most ${MAX_BYTES}")
if(size GREATER MAX_BYTES)
    message(FATAL_ERROR "The agent has ${size} bytes, stripped, and may have ${MAX_BYTES}.")
endif()
