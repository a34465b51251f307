#pragma once

void ct_take_wakes(void);
void ct_give_back_wakes(void);
